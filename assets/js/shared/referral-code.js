// The code that says who thought of a friend: letters, digits and hyphens, 3 to 24 of them.
// Nothing else is ever taken from an address, so there is nothing in it that a page could run.

export const isCode = (text) => /^[a-z0-9][a-z0-9-]{1,22}[a-z0-9]$/i.test(text);

// The first code of an address; what is no code leaves no trace.
export const codeIn = (search) =>
  new URLSearchParams(search).getAll("ref").find(isCode)?.toLowerCase() ?? "";
