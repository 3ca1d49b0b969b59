const isMac = navigator.platform.startsWith('Mac')

/** A key as people see it on the keyboard: `mod+k` → `Ctrl K`, or `⌘ K` on a Mac; `g c` are two after each other. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className="keys" aria-hidden="true">
      {keys.split(/[+ ]/).map((key) => (
        <kbd key={key}>{labelOf(key, keys.startsWith('mod'))}</kbd>
      ))}
    </span>
  )
}

const names: Record<string, string> = { mod: isMac ? '⌘' : 'Ctrl', Escape: 'Esc', enter: 'Enter' }
const labelOf = (key: string, isChord: boolean) => names[key] ?? (isChord ? key.toUpperCase() : key)
