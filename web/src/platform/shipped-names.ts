import english from './shipped-names.json' with { type: 'json' }

const englishNames = new Map(Object.entries(english))

/** Names a company begins with, in English to who reads English; what somebody named differently stays as it was written. */
export function shippedName(name: string, isEnglish: boolean): string {
  if (!isEnglish) return name
  const whole = englishNames.get(name)
  if (whole) return whole
  const parts = name.split('、').map((part) => englishNames.get(part))
  return parts.every((part) => part !== undefined) ? parts.join(', ') : name
}
