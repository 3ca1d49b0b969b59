import type pg from 'pg'

const batch = 2_000

/** Rows of a query as they come, a batch at a time, within the transaction the connection is in. `select` holds no values from outside. */
export async function* streamRows<Row extends pg.QueryResultRow>(client: pg.ClientBase, name: string, select: string): AsyncGenerator<Row> {
  await client.query(`declare ${name} no scroll cursor for ${select}`)
  try {
    for (;;) {
      const { rows } = await client.query<Row>(`fetch ${batch} from ${name}`)
      yield* rows
      if (rows.length < batch) break
    }
  } finally {
    await client.query(`close ${name}`).catch(() => {}) // the transaction may have failed
  }
}
