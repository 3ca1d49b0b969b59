import { z } from 'zod'

/** 开始使用: what a company sets up first, each done when the database says so. */
export const FirstRunStep = z.enum(['import', 'units', 'people', 'limits', 'channels'])
export const FirstRun = z.object({
  hasCases: z.boolean(),
  steps: z.array(z.object({ step: FirstRunStep, isDone: z.boolean(), count: z.number().int() })),
  /** 演示公司: may be switched to, is being made, or is not there. `null`: this company cannot ask for one. */
  demo: z.enum(['there', 'making', 'none']).nullable(),
})

export type FirstRunStep = z.infer<typeof FirstRunStep>
export type FirstRun = z.infer<typeof FirstRun>
