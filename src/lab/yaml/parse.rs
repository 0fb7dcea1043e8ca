//! Text to tree.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput, Tag};

use super::duplicate::remove_duplicates;
use super::fault::{FAULTS_MAX, Fault, Spot, cut_short};
use super::limits::Limits;
use super::node::{Entry, Node, Value, quote, text_weight};
use super::syntax::{check_characters, explain, too_deep};

/// Reads a text that holds one YAML document. An empty one is a [`Value::Null`].
///
/// There is a tree even where faults such as a repeated key were found in it, whose other faults
/// are worth reporting in the same run. After a fault of syntax, or after a thousand faults,
/// there is none.
pub fn parse_all(text: &str, limits: Limits, faults: &mut Vec<Fault>) -> Option<Node> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut builder = Builder {
        text,
        parser: Parser::new_from_str(text),
        limits,
        anchors: HashMap::new(),
        nodes: 0,
        faults: Vec::new(),
    };
    let tree = check_characters(text).and_then(|()| builder.document());
    let mut found = builder.faults;
    let tree = tree.map_err(|fault| found.push(fault)).ok();
    cut_short(&mut found);
    faults.append(&mut found);
    tree
}

/// Builds the tree from what the parser reads. It calls itself for what stands inside, as deep
/// as the limits allow.
struct Builder<'t> {
    text: &'t str,
    parser: Parser<'t, StrInput<'t>>,
    limits: Limits,
    /// Copies of the values that aliases may refer to.
    anchors: HashMap<usize, Node>,
    /// How many nodes there are so far.
    nodes: usize,
    /// What is wrong without ending the reading.
    faults: Vec<Fault>,
}

impl<'t> Builder<'t> {
    /// The next event; the error ends the reading.
    fn next(&mut self) -> Result<(Event<'t>, Spot), Fault> {
        let Some(event) = self.parser.next_event() else {
            return Ok((Event::StreamEnd, Spot::START));
        };
        let (event, span) =
            event.map_err(|error| explain(&error, self.text, self.limits.depth_max))?;
        if self.faults.len() > FAULTS_MAX {
            return Err(Fault::new(spot(span), "there are too many faults"));
        }
        Ok((event, spot(span)))
    }

    /// The whole text.
    fn document(&mut self) -> Result<Node, Fault> {
        let mut root = None;
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => break,
                (Event::DocumentStart(_), spot) if root.is_some() => {
                    let message = "a second document starts here, but a file holds only one";
                    return Err(Fault::new(spot, message).with_hint("remove the line `---`"));
                }
                (
                    Event::StreamStart
                    | Event::DocumentStart(_)
                    | Event::DocumentEnd
                    | Event::Nothing,
                    _,
                ) => {}
                (event, spot) => root = Some(self.node(event, spot, 0)?),
            }
        }
        Ok(root.unwrap_or(Node {
            spot: Spot::START,
            value: Value::Null,
        }))
    }

    /// The value that an event begins, inside so many mappings and lists.
    fn node(&mut self, event: Event<'t>, spot: Spot, depth: usize) -> Result<Node, Fault> {
        let (anchor, node) = match event {
            Event::Alias(anchor) => return self.alias(anchor, spot, depth),
            Event::Scalar(text, style, anchor, tag) => {
                self.check_tag(tag.as_deref(), spot);
                self.count(text_weight(&text), spot)?;
                let is_text =
                    style != ScalarStyle::Plain || tag.is_some_and(|tag| is_text_tag(&tag));
                let value = match text.as_ref() {
                    "" | "~" | "null" | "Null" | "NULL" if !is_text => Value::Null,
                    _ => Value::Scalar(text.into_owned()),
                };
                (anchor, Node { spot, value })
            }
            Event::MappingStart(anchor, tag) => {
                self.enter(tag.as_deref(), spot, depth)?;
                (anchor, self.mapping(spot, depth + 1)?)
            }
            Event::SequenceStart(anchor, tag) => {
                self.enter(tag.as_deref(), spot, depth)?;
                (anchor, self.sequence(spot, depth + 1)?)
            }
            _ => return Err(Fault::new(spot, "expected a value")),
        };
        if anchor > 0 {
            // The copy counts, since anchors can be nested.
            self.count(node.weight(), spot)?;
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn alias(&mut self, anchor: usize, spot: Spot, depth: usize) -> Result<Node, Fault> {
        let Some(node) = self.anchors.get(&anchor) else {
            let message = "the alias stands inside the value that it refers to";
            return Err(Fault::new(spot, message));
        };
        if depth + node.height() > self.limits.depth_max {
            return Err(too_deep(spot, self.limits.depth_max));
        }
        let weight = node.weight();
        self.count(weight, spot)?;
        let value = self.anchors[&anchor].value.clone();
        Ok(Node { spot, value })
    }

    /// A mapping whose beginning has been read.
    fn mapping(&mut self, mut spot: Spot, depth: usize) -> Result<Node, Fault> {
        let mut entries = Vec::new();
        while let Some((key, key_spot)) = self.key()? {
            let (event, mut spot) = self.next()?;
            if matches!(&event, Event::Scalar(text, ScalarStyle::Plain, ..) if text.is_empty()) {
                // Nothing has no place: it stands where its key does.
                spot = key_spot;
            }
            let value = self.node(event, spot, depth)?;
            entries.push(Entry {
                key,
                key_spot,
                value,
            });
        }
        remove_duplicates(&mut entries, &mut self.faults);
        if let Some(first) = entries.first()
            && (first.key_spot.line, first.key_spot.column) == (spot.line, spot.column)
        {
            // A mapping without braces has no width of its own.
            spot = first.key_spot;
        }
        let value = Value::Mapping(entries);
        Ok(Node { spot, value })
    }

    /// The next key of a mapping; nothing at its end.
    fn key(&mut self) -> Result<Option<(String, Spot)>, Fault> {
        let (text, style, tag, spot) = match self.next()? {
            (Event::MappingEnd, _) => return Ok(None),
            (Event::Scalar(text, style, _, tag), spot) => (text, style, tag, spot),
            (Event::Alias(_), spot) => return Err(Fault::new(spot, "an alias cannot be a key")),
            (event, spot) => {
                let found = match event {
                    Event::MappingStart(..) => "a mapping",
                    _ => "a list",
                };
                let fault = Fault::new(spot, format!("expected a key, found {found}"));
                return Err(fault.with_hint("quote the text if it is meant as one"));
            }
        };
        if text.is_empty() && style == ScalarStyle::Plain {
            return Err(Fault::new(spot, "a key is missing before the `:`"));
        }
        self.check_tag(tag.as_deref(), spot);
        self.count(text_weight(&text), spot)?;
        Ok(Some((text.into_owned(), spot)))
    }

    /// A list whose beginning has been read.
    fn sequence(&mut self, spot: Spot, depth: usize) -> Result<Node, Fault> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => break,
                (event, spot) => items.push(self.node(event, spot, depth)?),
            }
        }
        let value = Value::Sequence(items);
        Ok(Node { spot, value })
    }

    /// Whether another mapping or list may stand here.
    fn enter(&mut self, tag: Option<&Tag>, spot: Spot, depth: usize) -> Result<(), Fault> {
        self.check_tag(tag, spot);
        if depth >= self.limits.depth_max {
            return Err(too_deep(spot, self.limits.depth_max));
        }
        self.count(1, spot)
    }

    fn count(&mut self, weight: usize, spot: Spot) -> Result<(), Fault> {
        self.nodes += weight;
        let nodes_max = self.limits.nodes_max;
        if self.nodes > nodes_max {
            let message = format!("the file holds more than {nodes_max} values, counting aliases");
            return Err(Fault::new(spot, message));
        }
        Ok(())
    }

    /// Tags other than YAML's own would be lost without a word, so they are faults.
    fn check_tag(&mut self, tag: Option<&Tag>, spot: Spot) {
        let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema() && !is_text_tag(tag)) else {
            return;
        };
        let message = format!("the tag {} has no meaning here", quote(&tag.to_string()));
        let hint = "quote the text if it is meant to begin with `!`";
        self.faults.push(Fault::new(spot, message).with_hint(hint));
    }
}

/// Whether a tag says that a scalar is text: `!!str` or `!`.
fn is_text_tag(tag: &Tag) -> bool {
    (tag.is_yaml_core_schema() && tag.suffix == "str")
        || (tag.handle.is_empty() && tag.suffix == "!")
}

/// The place of a span, of which only the first line is underlined.
fn spot(span: Span) -> Spot {
    let mut spot = Spot::at(span.start.line(), span.start.col() + 1);
    if span.start.line() == span.end.line() {
        spot.length = span.len().max(1);
    }
    spot
}

/// The tree of a text without faults.
#[cfg(test)]
pub(super) fn parse(text: &str) -> Node {
    let mut faults = Vec::new();
    let tree = parse_all(text, Limits::default(), &mut faults);
    assert_eq!(faults, []);
    tree.expect("a tree")
}

/// The faults of a text.
#[cfg(test)]
pub(super) fn told(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    parse_all(text, Limits::default(), &mut faults);
    faults.iter().map(Fault::line).collect()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use proptest::prelude::*;

    use super::*;

    fn entries(node: &Node) -> &[Entry] {
        match &node.value {
            Value::Mapping(entries) => entries,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn of_repeated_keys_the_first_is_kept_and_every_other_told() {
        let text = "a: 1\nb:\n  c: 1\n  c: 2\na: 2\na: 3\n";
        let mut faults = Vec::new();
        let node = parse_all(text, Limits::default(), &mut faults).expect("a tree");
        assert_eq!(
            faults.iter().map(Fault::line).collect::<Vec<_>>(),
            [
                "4:3+1 `c` stands on line 3 and again on line 4 (remove or rename one of them)",
                "5:1+1 `a` stands on line 1 and again on line 5 (remove or rename one of them)",
                "6:1+1 `a` stands on line 1 and again on line 6 (remove or rename one of them)",
            ]
        );
        let keys: Vec<_> = entries(&node).iter().map(|entry| &entry.key).collect();
        assert_eq!(keys, ["a", "b"]);
        assert_eq!(node.get("a").and_then(Node::text), Some("1"));
    }

    #[test]
    fn repeated_keys_in_a_large_mapping() {
        let mut text = String::new();
        for index in 0..1_000 {
            let _ = writeln!(text, "task-{}: {{}}", index % 999);
        }
        let message = "1000:1+6 `task-0` stands on line 1 and again on line 1000";
        assert!(told(&text)[0].starts_with(message));
    }

    #[test]
    fn aliases_stand_for_their_values() {
        let node = parse("a: &base {vcpu: 1}\nb: *base\n");
        let value = node.get("b").expect("a value");
        assert_eq!(value.get("vcpu").and_then(Node::text), Some("1"));
        assert_eq!(
            value.spot,
            Spot {
                length: 5,
                ..Spot::at(2, 4)
            }
        );
    }

    #[test]
    fn an_alias_inside_its_own_value() {
        let message = "2:6+2 the alias stands inside the value that it refers to";
        assert_eq!(told("a: &a\n  b: *a\n"), [message]);
    }

    #[test]
    fn a_billion_laughs_end_early() {
        let mut text = String::from("a0: &a0 lol\n");
        for level in 1..40 {
            let row = format!("*a{}, ", level - 1).repeat(10);
            let _ = writeln!(text, "a{level}: &a{level} [{row}]");
        }
        let long = "x".repeat(1 << 20);
        let long = format!("a: &a {long}\nb: [{}]\n", "*a, ".repeat(100_000));
        for text in [text, long] {
            let faults = told(&text);
            assert!(
                faults[0].contains("the file holds more than 4000000 values"),
                "{faults:?}"
            );
        }
    }

    #[test]
    fn deep_nesting_ends_in_a_fault() {
        let lists = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let mut block = String::new();
        for depth in 0..100 {
            let _ = writeln!(block, "{}a:", " ".repeat(depth));
        }
        for text in [
            "[".repeat(100_000),
            "{a: ".repeat(65),
            "- ".repeat(100_000),
            block,
            format!("a: &a {}\nb:\n - {}*a", lists(40), "- ".repeat(39)),
        ] {
            assert!(told(&text)[0].ends_with(" nested more than 64 deep"));
        }
        parse(&lists(64));
    }

    #[test]
    fn a_second_document() {
        let message = "2:1+3 a second document starts here, but a file holds only one \
                       (remove the line `---`)";
        assert_eq!(told("a: 1\n---\nb: 2\n"), [message]);
        parse("---\na: 1\n...\n");
    }

    #[test]
    fn empty_texts() {
        for text in ["", "\n", "# only a comment\n", "\u{feff}", "---\n"] {
            assert_eq!(parse(text).value, Value::Null, "{text:?}");
        }
    }

    #[test]
    fn places_count_characters_and_ignore_the_byte_order_mark() {
        let node = parse("\u{feff}\"größe ☁\": [日本, x]\r\nb: ''\r\n");
        let [first, second] = entries(&node) else {
            panic!("two keys")
        };
        let Value::Sequence(items) = &first.value.value else {
            panic!("a list")
        };
        assert_eq!(
            first.key_spot,
            Spot {
                length: 9,
                ..Spot::at(1, 1)
            }
        );
        assert_eq!(items[1].spot, Spot::at(1, 17));
        assert_eq!(
            second.value.spot,
            Spot {
                length: 2,
                ..Spot::at(2, 4)
            }
        );
        assert_eq!(second.value.text(), Some(""));
    }

    #[test]
    fn nothing_stands_where_its_key_does() {
        let node = parse("a:\nb: ~\n");
        let values: Vec<_> = entries(&node).iter().map(|entry| &entry.value).collect();
        let nothing = |spot| Node {
            spot,
            value: Value::Null,
        };
        assert_eq!(values, [&nothing(Spot::at(1, 1)), &nothing(Spot::at(2, 4))]);
    }

    #[test]
    fn keys_and_tags_that_are_refused() {
        for (text, message) in [
            ("a: {{ cost }}", "expected a key, found a mapping"),
            ("a: &b 1\n*b : c", "an alias cannot be a key"),
            ("a: !Ref b", "the tag `!Ref` has no meaning here"),
            (": b", "a key is missing before the `:`"),
        ] {
            assert!(told(text)[0].contains(message), "{:?}", told(text));
        }
        parse("a: !!str 5");
    }

    /// What YAML is made of, in any order.
    const PIECES: &str = r#"([a&*!|>%\[\]{}:,'"\-? #~]|\n|\r|\t|: |- |\n  |é|\u{feff}){0,60}"#;

    proptest! {
        #[test]
        fn no_text_is_too_much(text in any::<String>()) {
            told(&text);
        }

        #[test]
        fn no_yaml_is_too_much(text in PIECES) {
            let limits = Limits { depth_max: 4, nodes_max: 50 };
            let mut faults = Vec::new();
            let tree = parse_all(&text, limits, &mut faults);
            prop_assert!(tree.is_some() || !faults.is_empty());
            let placed = |fault: &Fault| fault.spot.line > 0 && fault.spot.column > 0;
            prop_assert!(faults.iter().all(placed));
        }
    }
}
