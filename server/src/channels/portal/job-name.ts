/** Name of the job that sends one code. */
export const portalCodeJob = 'portal.sendCode'
