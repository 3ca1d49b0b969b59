import { readConfig } from '../platform/config.ts'
import { migrate, roleOf } from '../platform/migrate.ts'
import { withAddresses } from './addresses.ts'
import { type Command, readArgs, say } from './usage.ts'

export const command: Command = {
  help: `Usage: npm run zhiwei -- migrate

Brings the tables up to date and prints the name of each migration it applied. npm start does the same by itself;
run it alone to do this before several servers start, as the owner (MIGRATE_DATABASE_URL).`,
  async run(args) {
    readArgs(args, {}, { least: 0, most: 0 })
    const applied = await withAddresses(readConfig(), { make: true }, ({ ownerUrl, appUrl }) => migrate(ownerUrl, roleOf(appUrl)))
    for (const name of applied) process.stdout.write(`${name}\n`)
    if (applied.length === 0) say('The tables are up to date.')
  },
}
