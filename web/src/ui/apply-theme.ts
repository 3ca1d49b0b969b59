import { scaleOf } from './scale.ts'
import { type Mode, palette } from './theme.ts'

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** All colours as CSS variables: `--text`, `--accent-soft`, `--stage-4-mark` … */
export function cssVariablesOf(mode: Mode): Record<string, string> {
  const neutrals = Object.entries(palette[mode]).map(([name, value]) => [`--${kebab(name)}`, value])
  const scale = Object.entries(scaleOf(mode)).flatMap(([name, tone]) =>
    Object.entries(tone).map(([part, value]) => [`--${name}-${kebab(part)}`, value]),
  )
  return Object.fromEntries([...neutrals, ...scale])
}

/** Sets the variables through the object model, which the content security policy allows where a style element needs a nonce. */
export function applyTheme(mode: Mode) {
  const root = document.documentElement
  root.dataset.theme = mode
  root.style.colorScheme = mode
  for (const [name, value] of Object.entries(cssVariablesOf(mode))) root.style.setProperty(name, value)
}
