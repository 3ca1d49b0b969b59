/** Things that went wrong without an error for anybody, counted for /metrics; by name, since the process started. */
const counts = new Map<string, number>()

export const countUp = (name: string, by = 1) => counts.set(name, countOf(name) + by)
export const countOf = (name: string) => counts.get(name) ?? 0
export const countedNames = () => [...counts.keys()]
