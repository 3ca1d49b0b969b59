import type { Door, DoorDescription } from '@zhiwei/contract'
import { z } from 'zod'
import { type AnyDoor, doors } from '../doors.ts'

type Property = { type?: string; enum?: string[]; default?: string | number | boolean }

/** What the form of an account asks, read out of the door's own schema. */
export const describeDoors = (): DoorDescription[] =>
  (Object.entries(doors) as [Door, AnyDoor][]).map(([door, { settings, secrets, send }]) => {
    const schema = z.toJSONSchema(settings, { io: 'input' }) as { properties?: Record<string, Property>; required?: string[] }
    const fields = Object.entries(schema.properties ?? {}).map(([name, { type, enum: choices, default: standard }]) => ({
      name,
      kind: choices ? ('choice' as const) : (kinds[type ?? ''] ?? ('text' as const)),
      required: schema.required?.includes(name) ?? false,
      secret: secrets.includes(name),
      ...(choices && { choices }),
      ...(standard !== undefined && standard !== '' && { standard }),
    }))
    return { door, fields, sends: send !== undefined }
  })

const kinds: Record<string, 'number' | 'flag'> = { integer: 'number', number: 'number', boolean: 'flag' }
