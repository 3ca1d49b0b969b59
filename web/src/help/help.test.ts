import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { placesOf } from '../../../server/test/browser/places.ts'
import { blocksOf } from './blocks.ts'
import { anchorOf, sectionOf, topicOf, topics } from './sections.ts'

const guides = join(import.meta.dirname, '../../../docs/guide/help')
const id = '01890000-0000-7000-8000-000000000000'
/** The portal is for customers, who have no guide. */
const isOfStaff = ([name, address]: [string, string]) => name !== 'nowhere' && !address.startsWith('/p/')
const places = Object.entries(placesOf({ caseId: id, customerId: id, importId: id })).filter(isOfStaff)

const textOf = (language: string, topic: string) => readFileSync(join(guides, language, `${topic}.md`), 'utf8')
const anchorsOf = (language: string, topic: string) =>
  blocksOf(textOf(language, topic)).flatMap((block) => (block.kind === 'heading' && block.id ? [block.id] : []))

describe.each(['zh-CN', 'en'])('the guide (帮助) in %s', (language) => {
  test.each(places)('speaks of the page %s', (_name, address) => {
    const section = sectionOf(address)
    expect(section, address).not.toBeNull()
    if (section) expect(anchorsOf(language, topicOf(section))).toContain(anchorOf(section))
  })

  test.each(topics)('%s: its links lead somewhere, its pictures are there, and both languages have the same parts', (topic) => {
    const text = textOf(language, topic)
    for (const [, guide = '', anchor] of text.matchAll(/\]\(([\w-]+)\.md(?:#([\w-]+))?\)/g)) {
      expect(topics).toContain(guide)
      if (anchor) expect(anchorsOf(language, guide), `${guide}#${anchor}`).toContain(anchor)
    }
    for (const [, picture = ''] of text.matchAll(/\]\(\.\.\/pictures\/([^)]+)\)/g))
      expect(existsSync(join(guides, 'pictures', picture)), picture).toBe(true)
    expect(anchorsOf(language, topic)).toEqual(anchorsOf('zh-CN', topic))
  })

  test('no guide stands beside those that are listed', () => {
    expect(readdirSync(join(guides, language)).toSorted()).toEqual(topics.map((topic) => `${topic}.md`).toSorted())
  })
})

test('a guide is read into headings, lists, tables and pictures', () => {
  expect(
    blocksOf(
      '# One\n\n<a id="a"></a>\n## Two\nwords\ngo on\n\n- x\n- y\n\n1. z\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n![P](../pictures/p.jpg)',
    ),
  ).toEqual([
    { kind: 'heading', level: 1, id: undefined, text: 'One' },
    { kind: 'heading', level: 2, id: 'a', text: 'Two' },
    { kind: 'paragraph', text: 'words go on' },
    { kind: 'list', ordered: false, items: ['x', 'y'] },
    { kind: 'list', ordered: true, items: ['z'] },
    { kind: 'table', head: ['A', 'B'], rows: [['1', '2']] },
    { kind: 'picture', label: 'P', src: '../pictures/p.jpg' },
  ])
})
