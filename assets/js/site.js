// What every page of the site may hold: its elements do nothing where they are not on the page.

import "./elements/banner.js";
import "./elements/closing.js";
import "./elements/referral.js";
import "./elements/saved-link.js";
import "./elements/share.js";
