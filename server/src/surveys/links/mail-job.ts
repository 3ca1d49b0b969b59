/** Name of the job that sends one survey by mail. */
export const surveyMailJob = 'surveys.mail'
