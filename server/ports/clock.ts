/** The one clock: rules and use cases never read the time themselves. */

export interface Clock {
  now(): Date
}
