/**
 * 授权额度: a remedy up to the limit is granted on the spot; above it somebody whose own limit covers it must approve.
 * Whoever proposed it may approve only on the same condition.
 * @param amountFen of the remedy  @param limitFen of the person who grants or approves
 * Source: docs/rules/authority.md
 */
export const isWithinLimit = (amountFen: number, limitFen: number) => amountFen <= limitFen
