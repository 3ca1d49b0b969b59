import { config } from 'zod/v4/core'

// The content security policy forbids code made from text; without this zod tries it once and the browser reports a violation.
config({ jitless: true })
