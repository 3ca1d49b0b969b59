import { v7 } from 'uuid'

/** UUIDv7: sorts by the time it was made, so rows made together lie together. */
export const newId = () => v7()

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isUuid = (value: string) => uuid.test(value)
