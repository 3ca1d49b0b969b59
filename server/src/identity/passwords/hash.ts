import { hash, verify } from '@node-rs/argon2'

// argon2id (the library's default kind) as the OWASP Password Storage Cheat Sheet asks: m = 19 MiB, t = 2, p = 1.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// Hash of a password nobody has, so that an unknown name takes as long as a wrong password.
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$B/atxYuiQT7Z3hbA2Xkfpw$nIGrjMxXRf9m44UBX6HjELz1MxIsfR6HOs95jmyzD50'

// The same characters typed on another system may come composed otherwise (NIST SP 800-63B-4 §3.1.1.2).
const normalised = (password: string) => password.normalize('NFKC')

export const hashPassword = (password: string) => hash(normalised(password), parameters)

/** @param stored null for an unknown person: takes as long, never true */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const right = await verify(stored ?? nobodysHash, normalised(password))
  return right && stored !== null
}
