import { useState } from 'react'

/**
 * For a select of a tree. While words are sought all of it is open, also where it arrives after the words
 * (the library opens only what was there when they were typed); else a node stands as the person has left it.
 */
export function useTreeSearch(keys: readonly string[], { startsOpen = false } = {}) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [isSought, setSought] = useState(false)
  return {
    showSearch: { treeNodeFilterProp: 'title', onSearch: (words: string) => setSought(words !== '') },
    treeExpandedKeys: isSought ? [...keys] : keys.filter((key) => turned.has(key) !== startsOpen),
    onTreeExpand: (open: readonly unknown[]) => {
      if (!isSought) setTurned(new Set(keys.filter((key) => open.includes(key) !== startsOpen)))
    },
    onSelect: () => setSought(false),
  }
}
