/** Things that have no key of their own by what they say; the second that says the same is the second. */
export function keyed<Thing>(things: readonly Thing[], saying: (thing: Thing) => string): { key: string; thing: Thing }[] {
  const before = new Map<string, number>()
  return things.map((thing) => {
    const said = saying(thing)
    const no = (before.get(said) ?? 0) + 1
    before.set(said, no)
    return { key: `${no} ${said}`, thing }
  })
}
