//! A deserializer that makes something up.

use serde::Deserializer;
use serde::de::value::{BorrowedStrDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeSeed, EnumAccess, MapAccess, VariantAccess, Visitor};

use super::attempt::{ATTEMPT, NAMED_LIST};
use super::error::Error;
use super::parts::Parts;
use super::written::WRITTEN;

/// How deep made-up values may be nested: some types have no end.
const DEPTH_MAX: u8 = 16;

/// Makes up the emptiest value of any type, in place of one that is missing or faulty. What is
/// decoded from it is thrown away; it only helps to look for further faults.
#[derive(Clone, Copy, Default)]
pub(super) struct Dummy {
    depth: u8,
}

impl Dummy {
    fn deeper(self) -> Result<Self, Error> {
        if self.depth >= DEPTH_MAX {
            return Err(Error::silent());
        }
        Ok(Self {
            depth: self.depth + 1,
        })
    }
}

/// An empty list.
fn no_items() -> SeqDeserializer<std::iter::Empty<()>, Error> {
    SeqDeserializer::new(std::iter::empty())
}

/// An empty mapping.
fn no_entries() -> MapDeserializer<'static, std::iter::Empty<((), ())>, Error> {
    MapDeserializer::new(std::iter::empty())
}

macro_rules! make_up_numbers {
    ($($method:ident $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(0)
        }
    )*};
}

macro_rules! make_up_texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.visit_borrowed_str("")
        }
    )*};
}

impl<'de> Deserializer<'de> for Dummy {
    type Error = Error;

    make_up_numbers! {
        deserialize_i8 visit_i8 deserialize_i16 visit_i16 deserialize_i32 visit_i32
        deserialize_i64 visit_i64 deserialize_i128 visit_i128 deserialize_u8 visit_u8
        deserialize_u16 visit_u16 deserialize_u32 visit_u32 deserialize_u64 visit_u64
        deserialize_u128 visit_u128
    }

    make_up_texts! {
        deserialize_any deserialize_str deserialize_string deserialize_identifier
        deserialize_bytes deserialize_byte_buf deserialize_f32 deserialize_f64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(false)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_char(' ')
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_none()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            WRITTEN => visitor.visit_seq(Parts::made_up()),
            ATTEMPT => visitor.visit_seq(no_items()),
            NAMED_LIST => visitor.visit_map(no_entries()),
            _ => visitor.visit_newtype_struct(self.deeper()?),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(no_items())
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(Error::silent())
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        _: V,
    ) -> Result<V::Value, Error> {
        Err(Error::silent())
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(no_entries())
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(DummyFields {
            fields: fields.iter(),
            dummy: self.deeper()?,
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let variant = variants.first().ok_or_else(Error::silent)?;
        visitor.visit_enum(DummyVariant {
            variant,
            dummy: self.deeper()?,
        })
    }
}

/// All fields of a struct, each with a made-up value.
struct DummyFields {
    fields: std::slice::Iter<'static, &'static str>,
    dummy: Dummy,
}

impl<'de> MapAccess<'de> for DummyFields {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some(field) = self.fields.next() else {
            return Ok(None);
        };
        seed.deserialize(BorrowedStrDeserializer::new(field))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.dummy)
    }
}

/// A variant with a made-up content.
struct DummyVariant {
    variant: &'static str,
    dummy: Dummy,
}

impl<'de> EnumAccess<'de> for DummyVariant {
    type Error = Error;
    type Variant = Dummy;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Dummy), Error> {
        let variant = seed.deserialize(BorrowedStrDeserializer::<Error>::new(self.variant))?;
        Ok((variant, self.dummy))
    }
}

impl<'de> VariantAccess<'de> for Dummy {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(Error::silent())
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_struct("", fields, visitor)
    }
}
