import type { FastifyRequest } from 'fastify'
import type { Language } from './tables.ts'

/** In which words a file is written: those of the page that asks. */
export const languageOf = ({ headers }: FastifyRequest): Language =>
  headers['accept-language']?.toLowerCase().startsWith('en') ? 'en' : 'zh'
