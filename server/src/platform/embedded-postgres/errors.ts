/** The embedded database cannot be started; the message is one sentence for the person at the console. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
}
