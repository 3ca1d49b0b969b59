import fastify from 'fastify'
import pg from 'pg'

// The yardstick: what the same framework, driver and database cost when they do next to nothing. Started with the address of a database.

const pool = new pg.Pool({ connectionString: process.argv[2], max: 12 })
await pool.query('drop table if exists bare')
await pool.query('create table bare (id uuid primary key default gen_random_uuid(), body text not null)')
const insert = 'insert into bare (body) values ($1)'

const app = fastify()
app.post('/three-rows', async (request) => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const text = JSON.stringify(request.body)
    for (const part of [text, text, text]) await client.query(insert, [part])
    await client.query('commit')
    return { stored: 3 }
  } finally {
    client.release()
  }
})
app.get('/fifty-rows', async () => (await pool.query('select id, body from bare order by id limit 50')).rows)
console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
process.once('disconnect', () => process.exit(0))
