import type { Language } from '../platform/preferences.ts'
import type { Topic } from './sections.ts'

/** The guides as they stand in the repository, each fetched when it is opened. */
const files = import.meta.glob<string>('../../../docs/guide/help/*/*.md', { query: '?raw', import: 'default' })

export async function guideText(topic: Topic, language: Language): Promise<string> {
  const load = files[`../../../docs/guide/help/${language}/${topic}.md`]
  return load ? load() : ''
}
