import { statSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../platform/config.ts'
import { fileStoreIn } from '../platform/files.ts'
import { withAddresses } from './addresses.ts'
import { writeBackup } from './backup/write.ts'
import { type Command, fileAsGiven, printJson, readArgs, say } from './usage.ts'

export const command: Command = {
  help: `Usage: npm run zhiwei -- backup [FILE.tar]

Writes everything of all tenants, as it is at one instant, with the stored files into one new file (default: zhiwei-<time>.tar where you
are). Works beside a running server. SECRET_KEY is not inside: without it nobody can read the personal data and texts in the backup,
so keep it too, in another place. Waiting jobs are inside; done ones are not. docs/guide/backup.md tells more.`,
  async run(args) {
    const { positionals } = readArgs(args, {}, { least: 0, most: 1 })
    const config = readConfig()
    const now = new Date()
    const file = fileAsGiven(positionals[0] ?? `zhiwei-${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}.tar`)
    const started = performance.now()
    const manifest = await withAddresses(config, { make: false }, ({ ownerUrl }) =>
      writeBackup({ ownerUrl, files: fileStoreIn(join(config.dataDir, 'files')), file, program: config.version, now, say }),
    )
    if (manifest.missingFiles.length)
      say(`${manifest.missingFiles.length} files are not in ${join(config.dataDir, 'files')}: they are listed in the manifest`)
    const where = config.secretKey ? 'SECRET_KEY' : join(config.dataDir, 'secret.key')
    say(
      `The key is not inside: keep ${where} (fingerprint ${manifest.keyFingerprint}) in another place; without it the backup cannot be restored.`,
    )
    printJson({
      file,
      bytes: statSync(file).size,
      seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
      madeAt: manifest.madeAt,
      keyFingerprint: manifest.keyFingerprint,
      tenants: manifest.tenants.map(({ code, rows }) => ({ code, cases: rows.complaint_case ?? 0, events: rows.case_event ?? 0 })),
      files: manifest.files,
      missingFiles: manifest.missingFiles.length,
      jobs: manifest.jobs,
    })
  },
}
