import { cleanText } from '@zhiwei/text'

/** The first `length` characters of a text, never half a character: jsonb refuses half an emoji. */
export const cut = (text: string, length: number) => cleanText(text.slice(0, length).replace(/[\uD800-\uDBFF]$/, ''))
