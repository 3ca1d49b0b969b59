import type { Database } from './database.ts'

// Facts about this installation as a whole, outside any tenant: which key it was started with, whether it wants demo data.

declare module './database.ts' {
  interface Tables {
    installation: { key: string; value: string }
  }
}

/** Notes a fact unless it is there already. @returns what stands now */
export async function noteFact(database: Database, key: string, value: string): Promise<string> {
  await database.platform
    .insertInto('installation')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  return (await factOf(database, key)) ?? value
}

export async function factOf(database: Database, key: string): Promise<string | undefined> {
  const row = await database.platform.selectFrom('installation').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

export async function changeFact(database: Database, key: string, value: string) {
  await database.platform.updateTable('installation').set({ value }).where('key', '=', key).execute()
}
