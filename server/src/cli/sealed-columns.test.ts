import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inRoot } from '../platform/paths.ts'

// 密钥轮换: a sealed column that the rotation forgets can never be read again once the old key is gone.

const read = (pattern: string) => globSync(inRoot('server', pattern)).map((path) => readFileSync(path, 'utf8'))

/** `table.column` of every column that holds something sealed, as the migrations make them. */
const sealedColumns = () =>
  read('migrations/*.sql').flatMap((text) => [
    ...[...text.matchAll(/create table (\w+) \(([\s\S]*?)\n\);/g)].flatMap(([, table = '', body = '']) =>
      [...body.matchAll(/^\s*(\w*cipher) bytea/gm)].map(([, column = '']) => `${table}.${column}`),
    ),
    ...[...text.matchAll(/alter table (\w+) add column (\w*cipher) bytea/g)].map(([, table = '', column = '']) => `${table}.${column}`),
  ])

/** What seals anew: a text that names the table and the column. */
const rotations = () => read('src/**/*.ts').filter((text) => /rotate\w*Keys|resealColumn\(/.test(text))

test('every sealed column of every table is sealed anew by the rotation of keys', () => {
  const sealed = sealedColumns()
  expect(sealed).toEqual(expect.arrayContaining(['channel_account.settings_cipher', 'incoming_mail.raw_key_cipher', 'chat_message.cipher']))
  const texts = rotations()
  const forgotten = sealed.filter((name) => {
    const [table = '', column = ''] = name.split('.')
    const names = (text: string, word: string) => new RegExp(`\\b${word}\\b`).test(text)
    return !texts.some((text) => names(text, table) && names(text, column))
  })
  expect(forgotten).toEqual([])
})
