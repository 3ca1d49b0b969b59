const mb = 2 ** 20
/** A sixteenth of the memory, for the program and the cache of the system need theirs: the facts of a million cases are 0.5 GB. */
const buffersOf = (memoryBytes: number) => Math.min(2_048, Math.max(256, Math.floor(memoryBytes / 16 / mb)))
const cachedOf = (memoryBytes: number) => Math.max(1_024, Math.floor(memoryBytes / 2 / mb))

/** The memory there is: a container may have less than the machine. @param allowedBytes 0 where nobody set a limit */
export const memoryOf = (machineBytes: number, allowedBytes: number) =>
  allowedBytes > 0 ? Math.min(machineBytes, allowedBytes) : machineBytes

/**
 * Settings of the embedded server, written once when the cluster is made; an operator's own come after them in postgresql.conf.
 * @param memoryBytes the memory there is
 */
export const settingsFor = (memoryBytes: number) => `# Made by zhiwei. What was acknowledged survives a crash: leave the first three on.
fsync = on
full_page_writes = on
synchronous_commit = on
wal_compression = on
# After each checkpoint every page is written whole once more, which took an eighth of the database's CPU time at 300 registrations a second: the default
# of 1GB is met in a minute and a half there. With this, checkpoints come every five minutes, and a crash leaves no more than that to be read again.
max_wal_size = 3GB

max_connections = 100
shared_buffers = ${buffersOf(memoryBytes)}MB
effective_cache_size = ${cachedOf(memoryBytes)}MB
random_page_cost = 1.1
jit = off

timezone = 'UTC'
log_timezone = 'UTC'
password_encryption = 'scram-sha-256'

# One file a weekday, each overwritten after a week. Neither statements nor details: they would carry personal data.
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_file_mode = 0600
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
log_error_verbosity = terse
log_min_error_statement = panic
log_checkpoints = off
`

/** Who may sign in: whoever knows a role's password, over the socket (0700) or, on Windows, the loopback. */
export const ACCESS = `local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
`
