/**
 * Calls `onGone` when the process that started us has ended, however it ended. `npm start` runs the server with an IPC channel:
 * nothing is ever said on it, it only closes with its owner, also after kill -9. Without a channel (started by hand) nothing happens.
 */
export function endWithParent(onGone: () => void) {
  if (!process.connected) return
  process.once('disconnect', onGone)
  process.channel?.unref() // the channel alone does not keep a stopped server alive
}
