import { type CauseNode, causeLayoutOf, causeLinesOf } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { added, addedBeside, inOrder, moved, redone, removed, rewritten, sketchOf, stepped, undone } from './edit.ts'
import { pictureOf } from './picture.ts'

const node = (id: string, parentId: string | null, given: Partial<CauseNode> = {}): CauseNode => ({
  id,
  parentId,
  bone: null,
  text: `原因${id}`,
  cause: null,
  state: 'open',
  evidence: '',
  ...given,
})
const whys = sketchOf('fiveWhys', [node('a', null), node('b', 'a'), node('c', 'a'), node('d', null)])
const fish = sketchOf('fishbone', [node('a', null, { bone: 'people' }), node('b', 'a'), node('c', null, { bone: 'measurement' })])
const ids = (nodes: readonly CauseNode[]) => nodes.map(({ id }) => id)

describe('editing a drawing (画根因)', () => {
  test('a why goes below, another beside, and each is chosen to be written', () => {
    const below = added({ ...whys, chosen: 'b' }, { parentId: 'b' }, 'e', '新原因')
    expect(below).toMatchObject({ chosen: 'e' })
    expect(addedBeside(below, 'f', '新原因').nodes.at(-1)).toMatchObject({ id: 'f', parentId: 'b' })
    expect(added(fish, { parentId: null, bone: 'method' }, 'e', '新原因').nodes.at(-1)).toMatchObject({ bone: 'method' })
  })

  test('removed goes with all below it, and comes back', () => {
    const without = removed({ ...whys, chosen: 'a' }, 'a')
    expect(ids(without.nodes)).toEqual(['d'])
    expect(without.chosen).toBeNull()
    expect(ids(undone(without).nodes)).toEqual(['a', 'b', 'c', 'd'])
    expect(ids(redone(undone(without)).nodes)).toEqual(['d'])
  })

  test('nothing hangs below itself, nor deeper than seven', () => {
    expect(moved(whys, 'a', { parentId: 'b' })).toBe(whys)
    expect(moved(whys, 'b', { parentId: 'd' }).nodes.find(({ id }) => id === 'b')).toMatchObject({ parentId: 'd' })
    let deep = sketchOf('fiveWhys', [])
    for (let at = 0; at < 9; at++) deep = added(deep, { parentId: deep.chosen }, `n${at}`, '为什么')
    expect(deep.nodes).toHaveLength(7)
    expect(moved(fish, 'b', { parentId: null, bone: 'method' }).nodes.at(-1)).toMatchObject({ id: 'b', bone: 'method', parentId: null })
  })

  test('arrows go in the order of reading, left up, right down', () => {
    expect(ids(inOrder(whys))).toEqual(['a', 'b', 'c', 'd'])
    expect(stepped({ ...whys, chosen: null }, 'ArrowRight')).toBe('a')
    expect(stepped({ ...whys, chosen: 'a' }, 'ArrowDown')).toBe('b')
    expect(stepped({ ...whys, chosen: 'c' }, 'ArrowLeft')).toBe('a')
    expect(stepped({ ...whys, chosen: 'a' }, 'ArrowLeft')).toBeNull()
    expect(stepped({ ...fish, chosen: 'b' }, 'ArrowDown')).toBe('c')
  })
})

describe('how it lies (布局)', () => {
  test('long words break, and end with an ellipsis', () => {
    expect(causeLinesOf('派工时没有确认师傅到位而且没有人知道')).toEqual(['派工时没有确认师傅到位而且', '没有人知道'])
    expect(causeLinesOf('长'.repeat(100)).at(-1)).toMatch(/…$/)
  })

  test('boxes do not overlap, in either kind', () => {
    const many = Array.from({ length: 30 }, (_, at) =>
      node(`n${at}`, at % 3 ? `n${at - 1}` : null, {
        text: '原因'.repeat((at % 7) + 1),
        bone: at % 3 ? null : ((['people', 'method', 'machine'] as const)[at % 2] ?? 'people'),
      }),
    )
    for (const kind of ['fiveWhys', 'fishbone'] as const) {
      const { boxes, width, height } = causeLayoutOf(kind, '安装迟到', many)
      expect(boxes).toHaveLength(31)
      for (const [at, one] of boxes.entries()) {
        expect(one.x >= 0 && one.y >= 0 && one.x + one.width <= width && one.y + one.height <= height).toBe(true)
        for (const other of boxes.slice(at + 1)) {
          const apart =
            one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y
          expect(apart, `${one.id} ${other.id} in ${kind}`).toBe(true)
        }
      }
    }
  })

  test('the picture carries its words, escaped', () => {
    const sketch = rewritten(whys, 'a', { text: '<b>&' })
    const svg = pictureOf(causeLayoutOf('fiveWhys', '迟到', sketch.nodes), '迟到', (bone) => bone)
    expect(svg).toContain('&#60;b&#62;&#38;')
    expect(svg).not.toContain('<b>')
  })
})
