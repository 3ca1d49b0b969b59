/** Days that are looked back upon, and for which a dismissed proposal stays quiet. */
export const proposedDays = 90
/** 集中: so many findings of one product, and no less than this share of all its findings. Source: docs/rules/guides.md */
const least = 5
const leastShare = 0.2

export const pilesUp = ({ use, all }: { use: number; all: number }) => use >= least && use >= leastShare * all
