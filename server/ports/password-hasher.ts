/** Hashing of passwords: slow on purpose, a few at a time. */

export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** True when the password fits; with no hash it takes as long and says false. */
  verify(hash: string | null, password: string): Promise<boolean>
}
