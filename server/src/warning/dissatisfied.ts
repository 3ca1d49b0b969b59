/** 隐性不满: what was decided of contacts whose customer is unhappy and did not complain, known or not. */
export const dissatisfied = ['latent', 'anonymous'] as const
