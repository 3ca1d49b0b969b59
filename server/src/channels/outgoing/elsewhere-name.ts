/** A file of its own: doors ask for the job, and the job asks the doors. */
export const elsewhereJob = 'channels.sendElsewhere'
