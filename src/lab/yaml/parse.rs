//! Text to tree.

use super::build::Builder;
use super::fault::{FAULTS_MAX, Fault, Spot, cut_short};
use super::node::{Node, Value};

/// How deep a file may be nested.
const DEPTH_MAX: usize = 64;

/// How many nodes a file may hold.
const NODES_MAX: usize = 4_000_000;

/// Limits that hold a hostile file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many mappings and lists may stand inside each other.
    pub depth_max: usize,
    /// How many nodes the tree may have: aliases count as the nodes they stand for, a value with
    /// an anchor counts twice, and a long text counts once more for every 64 bytes.
    pub nodes_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth_max: DEPTH_MAX,
            nodes_max: NODES_MAX,
        }
    }
}

/// Reads a text that holds one YAML document.
///
/// An empty text is a [`Value::Null`].
///
/// # Errors
/// Everything that is wrong with the text: all repeated keys, and the first fault of syntax.
pub fn parse(text: &str, limits: Limits) -> Result<Node, Vec<Fault>> {
    let mut faults = Vec::new();
    match parse_all(text, limits, &mut faults) {
        Some(node) if faults.is_empty() => Ok(node),
        _ => Err(faults),
    }
}

/// Reads a text like [`parse`], but hands over the tree even where faults were found in it.
///
/// A repeated key leaves a tree whose other faults are worth reporting in the same run. After a
/// fault of syntax, or after a thousand faults, there is no tree.
pub fn parse_all(text: &str, limits: Limits, faults: &mut Vec<Fault>) -> Option<Node> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut builder = Builder::new(limits);
    let outcome = builder.read(text);
    let is_whole = builder.faults.len() <= FAULTS_MAX;
    cut_short(&mut builder.faults);
    faults.append(&mut builder.faults);
    match outcome {
        Ok(()) if !is_whole => None,
        Ok(()) => Some(builder.root.unwrap_or(Node {
            spot: Spot::START,
            value: Value::Null,
        })),
        Err(fault) => {
            faults.push(fault);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use proptest::prelude::*;

    use super::*;

    fn faults(text: &str) -> Vec<Fault> {
        parse(text, Limits::default()).expect_err("a fault")
    }

    fn text_at<'n>(node: &'n Node, path: &[&str]) -> &'n str {
        match (&node.value, path) {
            (Value::Scalar { text, .. }, []) => text,
            (Value::Mapping(entries), [first, rest @ ..]) => {
                let entry = entries.iter().find(|entry| entry.key == *first);
                text_at(&entry.expect("the key").value, rest)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn repeated_keys_name_both_lines() {
        let text = "a: 1\nb:\n  c: 1\n  c: 2\na: 2\n";
        let faults = faults(text);
        assert_eq!(faults.len(), 2);
        assert_eq!(
            faults[0].message,
            "`c` stands on line 3 and again on line 4"
        );
        assert_eq!(
            faults[1].message,
            "`a` stands on line 1 and again on line 5"
        );
        let mut again = Vec::new();
        let node = parse_all(text, Limits::default(), &mut again).expect("a tree");
        assert_eq!(again, faults);
        assert_eq!(text_at(&node, &["b", "c"]), "1");
    }

    #[test]
    fn repeated_keys_in_a_large_mapping() {
        let mut text = String::new();
        for index in 0..1_000 {
            let _ = writeln!(text, "task-{}: {{}}", index % 999);
        }
        assert_eq!(
            faults(&text)[0].message,
            "`task-0` stands on line 1 and again on line 1000"
        );
    }

    #[test]
    fn aliases_stand_for_their_values() {
        let node = parse("a: &base {vcpu: 1}\nb: *base\n", Limits::default()).expect("valid");
        assert_eq!(text_at(&node, &["b", "vcpu"]), "1");
        let Value::Mapping(entries) = &node.value else {
            panic!("a mapping")
        };
        assert_eq!(
            entries[1].value.spot,
            Spot {
                line: 2,
                column: 4,
                length: 5
            }
        );
    }

    #[test]
    fn an_alias_inside_its_own_value() {
        let faults = faults("a: &a\n  b: *a\n");
        assert_eq!(
            faults[0].message,
            "the alias stands inside the value that it refers to"
        );
        assert_eq!(
            faults[0].spot,
            Spot {
                line: 2,
                column: 6,
                length: 2
            }
        );
    }

    #[test]
    fn a_billion_laughs_end_early() {
        let mut text = String::from("a0: &a0 lol\n");
        for level in 1..40 {
            let below = level - 1;
            let row = format!("*a{below}, ").repeat(10);
            let _ = writeln!(text, "a{level}: &a{level} [{row}]");
        }
        assert!(
            faults(&text)[0]
                .message
                .starts_with("the file holds more than 4000000 values")
        );
        let long = format!(
            "a: &a {}\nb: [{}]\n",
            "x".repeat(1 << 20),
            "*a, ".repeat(100_000)
        );
        assert!(
            faults(&long)[0]
                .message
                .starts_with("the file holds more than 4000000 values")
        );
    }

    #[test]
    fn deep_nesting_ends_in_a_fault() {
        let message = "nested more than 64 deep";
        let block = (0..100).fold(String::new(), |text, depth| {
            format!("{text}{}a:\n", " ".repeat(depth))
        });
        let aliased = format!(
            "a: &a {}{}\nb: {}*a",
            "[".repeat(40),
            "]".repeat(40),
            "- ".repeat(40)
        );
        let aliased = aliased.replace("b: - ", "b:\n - - ");
        for text in [
            "[".repeat(100_000),
            "{a: ".repeat(65),
            "- ".repeat(100_000),
            block,
            aliased,
        ] {
            assert_eq!(faults(&text)[0].message, message);
        }
        let most = format!("{}{}", "[".repeat(64), "]".repeat(64));
        assert!(parse(&most, Limits::default()).is_ok());
    }

    #[test]
    fn a_second_document() {
        let faults = faults("a: 1\n---\nb: 2\n");
        assert_eq!(
            faults[0].message,
            "a second document starts here, but a file holds only one"
        );
        assert_eq!((faults[0].spot.line, faults[0].spot.column), (2, 1));
        assert!(parse("---\na: 1\n...\n", Limits::default()).is_ok());
    }

    #[test]
    fn empty_texts() {
        for text in ["", "\n", "# only a comment\n", "\u{feff}", "---\n"] {
            let node = parse(text, Limits::default()).expect("valid");
            assert_eq!(node.value, Value::Null, "{text:?}");
        }
    }

    #[test]
    fn places_count_characters_and_ignore_the_byte_order_mark() {
        let text = "\u{feff}\"größe ☁\": [日本, x]\r\nb: ''\r\n";
        let node = parse(text, Limits::default()).expect("valid");
        let Value::Mapping(entries) = &node.value else {
            panic!("a mapping")
        };
        assert_eq!(
            entries[0].key_spot,
            Spot {
                line: 1,
                column: 1,
                length: 9
            }
        );
        let Value::Sequence(items) = &entries[0].value.value else {
            panic!("a list")
        };
        assert_eq!(
            items[1].spot,
            Spot {
                line: 1,
                column: 17,
                length: 1
            }
        );
        assert_eq!(
            entries[1].value.spot,
            Spot {
                line: 2,
                column: 4,
                length: 2
            }
        );
        assert_eq!(text_at(&node, &["b"]), "");
    }

    #[test]
    fn nothing_stands_where_its_key_does() {
        let node = parse("a:\nb: ~\n", Limits::default()).expect("valid");
        let Value::Mapping(entries) = &node.value else {
            panic!("a mapping")
        };
        assert_eq!(
            entries[0].value,
            Node {
                spot: entries[0].key_spot,
                value: Value::Null
            }
        );
        assert_eq!(
            entries[1].value.spot,
            Spot {
                line: 2,
                column: 4,
                length: 1
            }
        );
    }

    #[test]
    fn keys_and_tags_that_are_refused() {
        assert_eq!(
            faults("a: {{ cost }}")[0].message,
            "expected a key, found a mapping"
        );
        assert_eq!(
            faults("a: !Ref b")[0].message,
            "the tag `!Ref` has no meaning here"
        );
        assert_eq!(faults(": b")[0].message, "a key is missing before the `:`");
        assert!(parse("a: !!str 5", Limits::default()).is_ok());
    }

    /// What YAML is made of, in any order.
    const PIECES: &str = r#"([a&*!|>%\[\]{}:,'"\-? #~]|\n|\r|\t|: |- |\n  |é|\u{feff}){0,60}"#;

    proptest! {
        #[test]
        fn no_text_is_too_much(text in any::<String>()) {
            let _ = parse(&text, Limits::default());
        }

        #[test]
        fn no_yaml_is_too_much(text in PIECES) {
            let limits = Limits { depth_max: 4, nodes_max: 50 };
            if let Err(faults) = parse(&text, limits) {
                let placed = |fault: &Fault| fault.spot.line > 0 && fault.spot.column > 0;
                prop_assert!(faults.iter().all(placed));
            }
        }
    }
}
