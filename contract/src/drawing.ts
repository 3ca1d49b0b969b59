import { z } from 'zod'

const Point = z.tuple([z.number(), z.number()])
/** A picture as shapes on a sheet, the same for the page, PDF, SVG and PNG. */
export const Drawing = z.object({
  width: z.number(),
  height: z.number(),
  label: z.string(),
  shapes: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('line'), points: z.array(Point), colour: z.string(), width: z.number(), dashed: z.boolean().optional() }),
      z.object({ kind: z.literal('area'), points: z.array(Point), colour: z.string() }),
      z.object({
        kind: z.literal('text'),
        at: Point,
        text: z.string(),
        size: z.number(),
        colour: z.string(),
        align: z.enum(['left', 'middle', 'right']),
      }),
    ]),
  ),
})
export type Drawing = z.infer<typeof Drawing>
