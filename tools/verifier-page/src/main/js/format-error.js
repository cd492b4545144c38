/**
 * The input is not in the form it claims to have. The message names the place and what was expected, without echoing the
 * input beyond a few characters.
 */
export class FormatError extends Error {}
