//! Import: files that are no lists, and lists that are odd.

use crate::support::shell::Shell;

fn with(contents: impl AsRef<[u8]>) -> Shell {
    let shell = Shell::example();
    write(&shell, contents);
    shell
}

fn write(shell: &Shell, contents: impl AsRef<[u8]>) {
    std::fs::write(shell.beside("list.csv"), contents).expect("written");
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    ["\u{feff}", text].concat().encode_utf16().flat_map(bytes).collect()
}

/// The list with each cell between quotation marks.
fn quoted(list: &str) -> String {
    let line = |it: &str| format!("\"{}\"\n", it.replace(',', "\",\""));
    list.lines().map(line).collect()
}

/// A list with the headings that each import needs, and a good row.
const LISTS: [(&str, &str); 3] = [
    ("people", "name,org\nÅsa Öberg,sedex\n"),
    ("members", "group,role,name\nAQ,member,Åsa Öberg\n"),
    ("meetings", "group,day,time,timezone,frequency,title\nÅsa,Monday,9:00,Europe/Paris,weekly,Åsa\n"),
];

#[test]
fn however_a_spreadsheet_program_writes_a_list_it_is_the_same_list() {
    for (what, list) in LISTS {
        let ways = [
            list.as_bytes().to_vec(),
            list.replace(',', ";").into_bytes(),
            list.replace(',', "\t").into_bytes(),
            format!("\u{feff}{}", list.replace('\n', "\r\n")).into_bytes(),
            list.replace('\n', "\r").into_bytes(),
            quoted(list).into_bytes(),
            utf16(&list.replace(',', "\t").replace('\n', "\r\n"), u16::to_le_bytes),
            utf16(list, u16::to_be_bytes),
            format!("\n\n{list},,,\n\n").into_bytes(),
        ];
        let shell = with(list);
        shell.saves(&format!("import {what} ../list.csv --create"));
        for (way, contents) in ways.into_iter().enumerate() {
            write(&shell, contents);
            let said = shell.leaves_alone(&format!("import {what} ../list.csv"));
            assert!(said.out.starts_with("Nothing to change: 1 as before"), "{what}, way {way}: {said}");
        }
    }
}

#[test]
fn what_is_no_list_is_refused_with_a_sentence_whatever_it_was_to_be() {
    let shell = with("");
    for (what, list) in LISTS {
        let (headings, row) = list.split_once('\n').expect("headings");
        let latin: Vec<u8> = list.chars().map(|it| u8::try_from(it).unwrap_or(b'?')).collect();
        let mut cut_off = utf16(list, u16::to_le_bytes);
        cut_off.pop();
        let first = row.split(',').next().unwrap_or_default();
        for (contents, code) in [
            (Vec::new(), "E-CSV"),
            (b"\n \n,,\n".to_vec(), "E-CSV"),
            (latin, "E-UTF8"),
            (cut_off, "E-UTF8"),
            (list.replace("sa,", "s\0a,").replace("AQ", "A\0Q").replace("sedex", "se\0dex").into_bytes(), "E-NUL"),
            (list.encode_utf16().flat_map(u16::to_le_bytes).filter(|it| *it < 128).collect(), "E-NUL"),
            (format!("{headings}\n\"{row}").into_bytes(), "E-CSV"),
            (format!("{headings}\n\"{first}\"x{row}").into_bytes(), "E-CSV"),
            (b"shoe,size\n1,2\n".to_vec(), "E-USAGE"),
            (format!("{list}{},more\n", row.trim_end()).into_bytes(), "E-ROW"),
        ] {
            write(&shell, &contents);
            let said = shell.leaves_alone(&format!("import {what} ../list.csv --create"));
            let text = String::from_utf8_lossy(&contents);
            assert!(said.status != 0 && said.err.contains(code), "{what} {code}: {text:?}: {said}");
            assert!(said.err.contains("Hint: ") || code == "E-ROW", "{what} {code}: {said}");
        }
        write(&shell, headings);
        let said = shell.leaves_alone(&format!("import {what} ../list.csv --create"));
        assert_eq!(said.out, "Nothing to change: there are no rows\n", "{what}");
    }
}

#[test]
fn what_is_no_csv_or_has_no_such_columns_is_refused_with_a_sentence() {
    let shell = with("");
    let refused = |contents: &[u8]| {
        write(&shell, contents);
        shell.leaves_alone("import members ../list.csv --create").to_string()
    };
    insta::assert_snapshot!(refused(b"group,role,name\nAQ,member,Z\xfcrich\n"), @r"
    ! the file is not UTF-8 (line 2) (E-UTF8)
    ! Hint: Save it as CSV UTF-8, as spreadsheet programs call it
    = 4
    ");
    insta::assert_snapshot!(refused(b"group,role,name\nAQ,member,\"never closed\n"), @r"
    ! the file cannot be read as CSV: the quotation mark in line 2 is never closed (E-CSV)
    ! Hint: Save it again as CSV from a spreadsheet program
    = 4
    ");
    insta::assert_snapshot!(refused(b"group,who\nAQ,x\n"), @r"
    ! no column is the name, none the role (E-USAGE)
    ! Hint: Name it: --map COLUMN=name. The columns are group, who
    = 2
    ");
    insta::assert_snapshot!(refused(b"role,name\nmember,x\n"), @r"
    ! no column is the group (E-USAGE)
    ! Hint: Name it: --map COLUMN=group; or name the group of all rows: --group CODE
    = 2
    ");
    insta::assert_snapshot!(refused(b"\xef\xbb\xbfgroup;role;name\r\n"), @"Nothing to change: there are no rows");
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --map sort=role"), @r"
    ! the file has no column `sort` (E-USAGE)
    ! Hint: The columns are group, role, name
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --map group=shoe"), @r"
    ! such a list has no field `shoe` (E-USAGE)
    ! Hint: It has name, org, group, group_name, role, from, until, former, alternate_for, basis, emails, function
    = 2
    ");
}

#[test]
fn names_of_every_script_and_length_come_in() {
    let long = "Wilhelmina ".repeat(19);
    let list =
        format!("name,org\n{long},sedex\nמרים כהן,sedex\nفاطمة الزهراء,sedex\n東京 花子,sedex\n'=Cell,sedex\n🙂,\n");
    let shell = with(list);
    shell.saves("import people ../list.csv");
    assert_eq!(shell.run("check").status, 0);
    let people = shell.json("person list");
    let names: Vec<&str> =
        people["data"].as_array().expect("rows").iter().filter_map(|it| it["name"].as_str()).collect();
    for name in [long.trim(), "מרים כהן", "فاطمة الزهراء", "東京 花子", "=Cell", "🙂"] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    shell.leaves_alone("import people ../list.csv");
}
