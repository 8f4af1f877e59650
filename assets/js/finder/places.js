// Places and the straight lines between them. A place is its name, degrees north, degrees east.

const MILES_A_DEGREE = 69.1;
const POSTCODE = /^ ([a-z]{1,2}\d[a-z\d]?) ?(?:\d[a-z]{2})?$/;

// Small letters and digits, no accents, and a space before each word.
export function fold(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return ` ${plain.replace(/[^a-z\d]+/g, " ").trim()}`;
}

// A whole postcode is known by its first half; "Newbold" is also "Newbold, Melton".
export function findPlace(places, text) {
  const wanted = fold(text);
  const outcode = POSTCODE.exec(wanted)?.[1];
  const name = outcode ? ` ${outcode}` : wanted;
  const find = (isSame) => places.find((place) => isSame(fold(place[0])));
  return find((each) => each === name) ?? find((each) => each.startsWith(`${name} `));
}

export function milesBetween([, north, east], [, otherNorth, otherEast]) {
  const narrowing = Math.cos((north * Math.PI) / 180);
  return MILES_A_DEGREE * Math.hypot(north - otherNorth, (east - otherEast) * narrowing);
}
