import type { FollowUpScript, Severity } from '@zhiwei/contract'
import scripts from './scripts.json' with { type: 'json' }

const grave: (Severity | null)[] = ['serious', 'critical']
const mostlyLatin = /^[\p{ASCII}\p{P}\s]+$/u

/** 回访话术 in the language of the complaint; graver cases begin with an apology. A score is invited, never pressed. Source: docs/rules/follow-up.md */
export function scriptOf({ severity, subject, number }: { severity: Severity | null; subject: string; number: string }): FollowUpScript {
  const language = mostlyLatin.test(subject) ? 'en' : 'zh'
  const words = scripts[language]
  const filled = (sentences: string[]) => sentences.map((said) => said.replace('{subject}', subject).replace('{number}', number))
  return {
    steps: [
      { step: 'open', says: filled(grave.includes(severity) ? words.openGrave : words.open) },
      { step: 'solved', says: words.solved },
      { step: 'score', says: words.score },
      { step: 'wish', says: words.wish },
      { step: 'close', says: words.close },
    ],
    avoid: scripts.avoid[language],
  }
}
