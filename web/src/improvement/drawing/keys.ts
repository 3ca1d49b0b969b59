import { added, addedBeside, redone, removed, type Sketch, stepped, undone } from './edit.ts'

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }
export type KeyedAct =
  | { kind: 'choose'; chosen: string | null }
  | { kind: 'write' }
  | { kind: 'change'; sketch: Sketch }
  | { kind: 'grow'; grown: (id: string, text: string) => Sketch }

/** What a key does to a drawing; nothing for keys that are not its own, so that Shift Tab still leads out of it. */
export function keyedAct(sketch: Sketch, { key, ctrlKey, metaKey, shiftKey }: Pressed, readOnly: boolean): KeyedAct | undefined {
  if (/^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(key)) return { kind: 'choose', chosen: stepped(sketch, key) }
  if (readOnly) return undefined
  const { chosen } = sketch
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() === 'y' || (key.toLowerCase() === 'z' && shiftKey)) return { kind: 'change', sketch: redone(sketch) }
    return key.toLowerCase() === 'z' ? { kind: 'change', sketch: undone(sketch) } : undefined
  }
  if (shiftKey) return undefined
  switch (key) {
    case 'Enter':
      return { kind: 'grow', grown: (id, text) => addedBeside(sketch, id, text) }
    case 'Tab':
    case 'Insert':
      return { kind: 'grow', grown: (id, text) => added(sketch, { parentId: chosen, bone: 'people' }, id, text) }
    case 'F2':
      return chosen === null ? undefined : { kind: 'write' }
    case 'Delete':
    case 'Backspace':
      return chosen === null ? undefined : { kind: 'change', sketch: removed(sketch, chosen) }
    default:
      return undefined
  }
}
