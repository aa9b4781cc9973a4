//! What people are called in a decade, in seven scripts.

/// The names of one script: how the person writes them, and how they are spelt in an address.
struct Script {
    given: [(&'static str, &'static str); 8],
    family: [(&'static str, &'static str); 8],
    /// Whether the family's name comes first, and what stands between the two.
    family_first: bool,
    between: &'static str,
}

/// So many people can be told apart by their names.
pub const PEOPLE: usize = SCRIPTS.len() * 64;

/// The name of the `nth` person, and the same as an address spells it. Each script has its turn.
pub fn name(nth: usize) -> (String, String) {
    let script = &SCRIPTS[nth % SCRIPTS.len()];
    let place = nth / SCRIPTS.len();
    // Each given name meets each family name once.
    let given = script.given[place % 8];
    let family = script.family[(place / 8 + place) % 8];
    let (first, second) = if script.family_first { (family, given) } else { (given, family) };
    (format!("{}{}{}", first.0, script.between, second.0), format!("{}-{}", given.1, family.1))
}

const SCRIPTS: [Script; 7] = [
    Script {
        given: [
            ("Zoë", "zoe"),
            ("Łukasz", "lukasz"),
            ("Inês", "ines"),
            ("Björn", "bjorn"),
            ("Siân", "sian"),
            ("Mürvet", "murvet"),
            ("Chloé", "chloe"),
            ("Tomás", "tomas"),
        ],
        family: [
            ("Ångström", "angstrom"),
            ("Wójcik", "wojcik"),
            ("Gonçalves", "goncalves"),
            ("Grünwald", "grunwald"),
            ("O’Brien", "obrien"),
            ("Yıldız", "yildiz"),
            ("Lefèvre", "lefevre"),
            ("Núñez", "nunez"),
        ],
        family_first: false,
        between: " ",
    },
    Script {
        given: [
            ("Ελένη", "eleni"),
            ("Γιώργος", "giorgos"),
            ("Μαρία", "maria"),
            ("Νίκος", "nikos"),
            ("Σοφία", "sofia"),
            ("Δημήτρης", "dimitris"),
            ("Άννα", "anna"),
            ("Κώστας", "kostas"),
        ],
        family: [
            ("Παπαδοπούλου", "papadopoulou"),
            ("Αγγελίδης", "angelidis"),
            ("Οικονόμου", "oikonomou"),
            ("Βασιλείου", "vasileiou"),
            ("Γεωργίου", "georgiou"),
            ("Μακρής", "makris"),
            ("Νικολάου", "nikolaou"),
            ("Σαμαράς", "samaras"),
        ],
        family_first: false,
        between: " ",
    },
    Script {
        given: [
            ("Ольга", "olga"),
            ("Андрій", "andriy"),
            ("Ирина", "irina"),
            ("Милош", "milos"),
            ("Світлана", "svitlana"),
            ("Георги", "georgi"),
            ("Наталья", "natalya"),
            ("Тарас", "taras"),
        ],
        family: [
            ("Шевченко", "shevchenko"),
            ("Коваль", "koval"),
            ("Петрова", "petrova"),
            ("Јовановић", "jovanovic"),
            ("Бондар", "bondar"),
            ("Иванов", "ivanov"),
            ("Мороз", "moroz"),
            ("Соколова", "sokolova"),
        ],
        family_first: false,
        between: " ",
    },
    Script {
        given: [
            ("ليلى", "layla"),
            ("يوسف", "yusuf"),
            ("فاطمة", "fatima"),
            ("عمر", "omar"),
            ("مريم", "maryam"),
            ("خالد", "khalid"),
            ("نور", "nour"),
            ("سمير", "samir"),
        ],
        family: [
            ("حداد", "haddad"),
            ("المصري", "almasri"),
            ("خوري", "khoury"),
            ("بن علي", "benali"),
            ("النجار", "alnajjar"),
            ("منصور", "mansour"),
            ("الشريف", "alsharif"),
            ("زيدان", "zaydan"),
        ],
        family_first: false,
        between: " ",
    },
    Script {
        given: [
            ("秀英", "xiuying"),
            ("伟", "wei"),
            ("静怡", "jingyi"),
            ("建国", "jianguo"),
            ("丽华", "lihua"),
            ("志强", "zhiqiang"),
            ("晓明", "xiaoming"),
            ("雪梅", "xuemei"),
        ],
        family: [
            ("王", "wang"),
            ("李", "li"),
            ("张", "zhang"),
            ("刘", "liu"),
            ("陈", "chen"),
            ("欧阳", "ouyang"),
            ("黄", "huang"),
            ("周", "zhou"),
        ],
        family_first: true,
        between: "",
    },
    Script {
        given: [
            ("さくら", "sakura"),
            ("健太", "kenta"),
            ("美咲", "misaki"),
            ("大輔", "daisuke"),
            ("ひろみ", "hiromi"),
            ("翔", "sho"),
            ("由美子", "yumiko"),
            ("直樹", "naoki"),
        ],
        family: [
            ("佐藤", "sato"),
            ("鈴木", "suzuki"),
            ("高橋", "takahashi"),
            ("田中", "tanaka"),
            ("渡辺", "watanabe"),
            ("伊藤", "ito"),
            ("山本", "yamamoto"),
            ("中村", "nakamura"),
        ],
        family_first: true,
        between: " ",
    },
    Script {
        given: [
            ("प्रिया", "priya"),
            ("राहुल", "rahul"),
            ("अनीता", "anita"),
            ("विजय", "vijay"),
            ("सुनीता", "sunita"),
            ("अर्जुन", "arjun"),
            ("मीरा", "mira"),
            ("दीपक", "deepak"),
        ],
        family: [
            ("शर्मा", "sharma"),
            ("गुप्ता", "gupta"),
            ("पटेल", "patel"),
            ("सिंह", "singh"),
            ("जोशी", "joshi"),
            ("मेहता", "mehta"),
            ("राव", "rao"),
            ("कुलकर्णी", "kulkarni"),
        ],
        family_first: false,
        between: " ",
    },
];
