import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { draftAt, dropAllDrafts } from './draft.ts'

/** What a browser gives a page to keep things in. */
function aStorage() {
  const items = new Map<string, string>()
  return {
    items,
    get length() {
      return items.size
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  }
}

describe('what was typed and not sent yet', () => {
  const [tab, device] = [aStorage(), aStorage()]
  beforeEach(() => {
    vi.stubGlobal('sessionStorage', tab)
    vi.stubGlobal('localStorage', device)
  })
  afterEach(() => vi.unstubAllGlobals())

  test('stays in the tab, never on the device, and goes with signing out', () => {
    const draft = draftAt<{ phone: string }>('li.register')
    draft.keep({ phone: '13912341234' })
    tab.setItem('other', 'stays')

    expect(draftAt('li.register').read()).toEqual({ phone: '13912341234' })
    expect(device.items.size).toBe(0)

    dropAllDrafts()
    expect(draft.read()).toBeUndefined()
    expect(tab.getItem('other')).toBe('stays')
  })
})
