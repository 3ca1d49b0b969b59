import { statSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../platform/config.ts'
import { keysFrom } from '../platform/crypto.ts'
import { fileStoreIn } from '../platform/files.ts'
import { roleOf } from '../platform/migrate.ts'
import { givenSecrets } from '../platform/secret-key.ts'
import { withAddresses } from './addresses.ts'
import { checkBackup } from './backup/check.ts'
import { checkFits, restoreBackup } from './backup/restore.ts'
import { type Command, fileAsGiven, printJson, readArgs, say } from './usage.ts'

export const command: Command = {
  help: `Usage: npm run zhiwei -- restore FILE.tar

Loads a backup into an empty database: a DATA_DIR that has not been started yet, or a new one at DATABASE_URL. The key it was made with
must be there first (SECRET_KEY, or DATA_DIR/secret.key). The file is checked from end to end before anything is written; then everything
is loaded, or nothing. Start the server afterwards as usual. docs/guide/backup.md tells more.`,
  async run(args) {
    const { positionals } = readArgs(args, {}, { least: 1, most: 1 })
    const config = readConfig()
    const file = fileAsGiven(positionals[0] ?? '')
    const started = performance.now()
    const manifest = await checkBackup(file)
    say(`The backup of ${manifest.madeAt} is whole.`)
    const secrets = givenSecrets(config)
    const fingerprints = secrets.length ? keysFrom(secrets).fingerprints : []
    checkFits(manifest, fingerprints)
    await withAddresses(config, { make: true }, ({ ownerUrl, appUrl }) =>
      restoreBackup(manifest, { ownerUrl, appRole: roleOf(appUrl), file, files: fileStoreIn(join(config.dataDir, 'files')), say }),
    )
    printJson({
      file,
      bytes: statSync(file).size,
      seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
      madeAt: manifest.madeAt,
      tenants: manifest.tenants.map(({ code, rows }) => ({ code, cases: rows.complaint_case ?? 0, events: rows.case_event ?? 0 })),
      files: manifest.files,
      jobs: manifest.jobs,
    })
    const older = manifest.keyFingerprint !== null && manifest.keyFingerprint !== fingerprints[0]
    say(
      `Everything is there. Next: npm run zhiwei -- ${older ? 'rotate-keys (it was made with an older key)' : 'audit verify'}, then npm start.`,
    )
  },
}
