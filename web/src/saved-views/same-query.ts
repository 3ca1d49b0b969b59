/** Two search strings that show the same; where in the pages one is does not count. */
export function isSameQuery(one: string, other: string): boolean {
  const sorted = (query: string) => {
    const params = new URLSearchParams(query)
    params.delete('cursor')
    return [...params]
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join('&')
  }
  return sorted(one) === sorted(other)
}
