// Whoever was sent by a friend has a code in the address or in this tab; only they load the rest.

import { codeIn } from "../shared/referral-code.js";

function kept() {
  try {
    return sessionStorage.getItem("referral");
  } catch {
    return "";
  }
}

const address = document.querySelector("[data-friend]")?.dataset.friend;
if (address && (codeIn(location.search) || kept()))
  document.head.append(Object.assign(document.createElement("script"), { type: "module", src: address }));
