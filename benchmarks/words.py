"""The words the workload is made of: places, names and sentences, all of our own making.

Every person and every employer here is made up. The towns are real, because matching a place to
its district is part of the work that is measured.
"""

from __future__ import annotations

# Name of the town, outward postcode, id of the district.
TOWNS: tuple[tuple[str, str, str], ...] = (
    ("Leicester", "LE1", "leicester"),
    ("Aylestone", "LE2", "leicester"),
    ("Belgrave", "LE4", "leicester"),
    ("Evington", "LE5", "leicester"),
    ("Humberstone", "LE5", "leicester"),
    ("Blaby", "LE8", "blaby"),
    ("Glenfield", "LE3", "blaby"),
    ("Enderby", "LE19", "blaby"),
    ("Narborough", "LE19", "blaby"),
    ("Loughborough", "LE11", "charnwood"),
    ("Shepshed", "LE12", "charnwood"),
    ("Syston", "LE7", "charnwood"),
    ("Birstall", "LE4", "charnwood"),
    ("Mountsorrel", "LE12", "charnwood"),
    ("Market Harborough", "LE16", "harborough"),
    ("Lutterworth", "LE17", "harborough"),
    ("Broughton Astley", "LE9", "harborough"),
    ("Hinckley", "LE10", "hinckley-and-bosworth"),
    ("Earl Shilton", "LE9", "hinckley-and-bosworth"),
    ("Market Bosworth", "CV13", "hinckley-and-bosworth"),
    ("Melton Mowbray", "LE13", "melton"),
    ("Bottesford", "NG13", "melton"),
    ("Coalville", "LE67", "north-west-leicestershire"),
    ("Ashby-de-la-Zouch", "LE65", "north-west-leicestershire"),
    ("Castle Donington", "DE74", "north-west-leicestershire"),
    ("Oadby", "LE2", "oadby-and-wigston"),
    ("Wigston", "LE18", "oadby-and-wigston"),
    ("Oakham", "LE15", "rutland"),
    ("Uppingham", "LE15", "rutland"),
    ("Ketton", "PE9", "rutland"),
)

# Stand in only where the content folder has no roles of its own.
ROLES: tuple[tuple[str, str], ...] = (
    ("care-assistant", "Care assistant"),
    ("home-care-worker", "Home care worker"),
    ("support-worker", "Support worker"),
    ("personal-assistant", "Personal assistant"),
    ("enhanced-care-worker", "Enhanced care worker"),
    ("live-in-carer", "Live-in carer"),
    ("reablement-worker", "Reablement worker"),
    ("night-care-worker", "Night care worker"),
    ("senior-care-worker", "Senior care worker"),
    ("team-leader", "Team leader"),
    ("care-coordinator", "Care coordinator"),
    ("deputy-manager", "Deputy manager"),
    ("registered-manager", "Registered manager"),
    ("activities-coordinator", "Activities coordinator"),
    ("day-opportunities-worker", "Day opportunities worker"),
    ("therapy-assistant", "Therapy assistant"),
    ("nursing-associate", "Nursing associate"),
    ("registered-nurse", "Registered nurse"),
    ("occupational-therapist", "Occupational therapist"),
    ("social-worker", "Social worker"),
    ("administrator", "Administrator"),
    ("cook", "Cook"),
    ("housekeeper", "Housekeeper"),
    ("driver", "Driver"),
)

# Stand in only where the content folder has none of its own.
SETTINGS: tuple[str, ...] = ("care-home", "home-care", "supported-living")
AUDIENCES: tuple[str, ...] = ("career-changer", "over-50", "returner")

FIRST_NAMES: tuple[str, ...] = (
    *("Amberlin", "Bexley", "Corwen", "Dellis", "Eskarina", "Fenwick", "Gwillam", "Hestia"),
    *("Isolde", "Jorun", "Kestrel", "Linnet", "Merrin", "Nimue", "Oriel", "Peregrine"),
    *("Quillon", "Rowanne", "Sorrel", "Tamsel", "Ullin", "Verbena", "Wrenna", "Xanthe"),
    *("Yarrow", "Zephyr", "Bramble", "Clover", "Juniper", "Tansy"),
)

PROVIDER_FIRST: tuple[str, ...] = (
    *("Lantern", "Otter", "Kingfisher", "Thimble", "Marmalade", "Hollyhock", "Copperleaf"),
    *("Dandelion", "Paper Boat", "Blue Door", "Applecart", "Moorhen"),
)
PROVIDER_LAST: tuple[str, ...] = ("Care", "Support", "Homes", "Living", "Homecare")

PREVIOUS_WORK: tuple[str, ...] = (
    *("a bakery assistant", "a warehouse picker", "a hotel porter", "a shop supervisor"),
    *("a school cook", "a call handler", "an unpaid carer", "a barista", "a bus driver"),
)

SHIFTS: tuple[str, ...] = (
    "Days, Monday to Friday",
    "Waking nights, three a week",
    "Alternate weekends and two weekdays",
    "School hours in term time",
    "Days with one sleep-in a week",
)

TASKS: tuple[str, ...] = (
    "helping people to wash, dress and start the day in the way they like",
    "preparing meals together and sitting down for a chat while they are eaten",
    "giving medicines as the care plan says and writing down what was given",
    "noticing small changes and telling the person in charge before they grow",
    "going along to the shops, the library, the allotment or a football match",
    "writing short, kind and accurate notes on a phone at the end of each visit",
    "keeping in touch with families, nurses and social workers",
    "using a hoist and other equipment safely, always with a second person",
    "supporting somebody to manage their money, their post and their appointments",
    "welcoming new colleagues and showing them how we do things here",
    "planning activities that belong to the person and not to the rota",
    "keeping bedrooms, kitchens and shared rooms clean, safe and homely",
)

OFFERS: tuple[str, ...] = (
    "Travel time between visits is paid at the full hourly rate.",
    "Mileage is paid at 35 pence a mile from the first mile.",
    "We pay for your DBS check before you start.",
    "Your induction and all training are paid at your normal rate.",
    "Hours are guaranteed from the first week if you want them.",
    "Company sick pay begins after three months.",
    "Uniform and a work phone are provided at no cost to you.",
    "You will meet your supervisor every month for an hour that is yours.",
    "There is free parking, and the bus stops at the end of the road.",
    "We help you to the Care Certificate and on to a diploma, in paid time.",
    "Holidays are 28 days a year for full-time work, bank holidays included.",
    "Rotas are out four weeks ahead, and you can swap a shift from your phone.",
)

ASKS: tuple[str, ...] = (
    "No experience is needed: patience, warmth and good time-keeping matter more.",
    "A driving licence and the use of a car are needed, as the villages are far apart.",
    "You do not need to drive, because the visits are within a walk of each other.",
    "A year in a similar role would help you, though we will teach the right person.",
    "You will be comfortable writing notes in English and speaking up when unsure.",
    "We look for people who listen first and who keep a promise.",
)

INTRODUCTIONS: tuple[str, ...] = (
    "{provider} is looking for a new {role} to join a settled team in {town}.",
    "Would you like work that matters to a neighbour? We need one more {role} in {town}.",
    "Our service in {town} is growing, and we have room for one more {role}.",
    "A colleague is moving on to train as a nurse, so {provider} needs a new {role} in {town}.",
)

CLOSINGS: tuple[str, ...] = (
    "Come and spend a morning with us before you decide; we will pay your fare.",
    "Tell us in a few lines why this work would suit you. No covering letter is needed.",
    "We answer every application within three working days, whatever the answer is.",
    "If you need an adjustment at any point, say so and we will arrange it.",
)

STORY_BEGINNINGS: tuple[str, ...] = (
    "{name} did not plan to work in care. A poster in the library in {town} asked one question.",
    "For years {name} was {before}. Then a neighbour in {town} needed help with her shopping.",
    "{name} keeps the old name badge, from being {before}, in a drawer in {town}.",
)

STORY_SENTENCES: tuple[str, ...] = (
    "The first week was two days of listening and three days of following an experienced hand.",
    "What helped most was a supervisor who said that slow is fine and rushed is not.",
    "There is a gentleman who plays the same record every morning, and everybody knows the words.",
    "Some mornings are heavy, with a hoist that will not lock and a phone that will not stop.",
    "The notes were hard at first, until a colleague explained who reads them and why.",
    "Talking with strangers all day in the old job was better training than it looked.",
    "The team meets on Thursdays, and whoever had the hardest week chooses the biscuits.",
    "Learning to move a person safely took a day in a classroom and a month of practice.",
    "Nobody said how much laughing there would be, or how much it would matter.",
    "When a person you have supported dies, the team stops, and the manager stops with it.",
    "The training was paid, and so was the time that it took to travel there.",
    "A good day is one in which somebody did for themselves what used to be done for them.",
    "The rota comes out four weeks ahead, so the children know who will be at the school gate.",
    "It is not all tea and conversation: there is washing, lifting, writing and worrying too.",
    "After six months came the chance to look after medicines, with a course to go with it.",
    "The bus from {town} takes eleven minutes, which is just enough to leave the day behind.",
    "People often ask whether it is sad, and the honest answer is sometimes, and then it is not.",
    "The next step is already on the calendar, with a day a week set aside to study.",
)

STORY_HEADINGS: tuple[str, ...] = (
    "How it began",
    "What a day is like",
    "What was hard at first",
    "What comes next",
    "Advice for somebody who wonders",
)

STORY_TIPS: tuple[str, ...] = (
    "Ask to spend half a day before you apply.",
    "Ask who pays for the DBS check and for the induction.",
    "Ask how long the visits are and whether travel is paid.",
    "Say what you did before, because it counts.",
    "Write down three things that you noticed after your first shift.",
    "Find one colleague to ask the questions that feel too small.",
)

BEST_PARTS: tuple[str, ...] = (
    "Being the person somebody is glad to see at eight in the morning.",
    "Watching a person walk to their own kettle again after a fall.",
    "Working with people who notice when I am tired.",
)

HARDEST_PARTS: tuple[str, ...] = (
    "Saying goodbye, and then going on to the next door.",
    "The winter mornings, and the days when two colleagues are off.",
    "Learning not to carry every worry home.",
)
