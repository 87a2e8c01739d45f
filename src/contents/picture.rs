//! Pictures: unpacked within bounds, turned upright, and shrunk to what a screen can show.

use std::io::Cursor;

use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbaImage};

use crate::domain::{Graphics, Picture, Raster, Sharp};

/// The longest side that is unpacked, in pixels.
const LONGEST: u32 = 16_384;

/// The most memory that unpacking may take, in bytes: enough for what telephones take.
const MOST_BYTES: u64 = 96 * 1024 * 1024;

/// The longest side of what is drawn with characters, in pixels.
const SMALL: u32 = 256;

/// The longest side of what a terminal draws itself.
const SHARP: u32 = 1_024;

/// A picture in the form that a screen can show, or why there is none.
pub(super) fn picture(bytes: &[u8], graphics: Graphics) -> Result<Picture, String> {
    let image = unpacked(bytes)?;
    let sharp = match graphics {
        Graphics::Kitty | Graphics::Iterm2 => {
            let image = shrunk(&image, SHARP);
            Some(Sharp::Png(png(&image)?, image.dimensions()))
        }
        Graphics::Sixel => raster(&shrunk(&image, SHARP)).map(Sharp::Pixels),
        Graphics::Blocks | Graphics::None => None,
    };
    let small = raster(&shrunk(&image, SMALL)).ok_or("it has no pixels")?;
    Ok(Picture { small, sharp })
}

fn unpacked(bytes: &[u8]) -> Result<DynamicImage, String> {
    let why = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => "it is too large to be unpacked here".to_owned(),
        _ => "it is damaged, or of a kind that is not known here".to_owned(),
    };
    let reader = ImageReader::new(Cursor::new(bytes));
    let mut reader = reader
        .with_guessed_format()
        .map_err(|error| error.to_string())?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(why)?;
    // Some decoders do not count what they unpack into.
    if decoder.total_bytes() > MOST_BYTES {
        return Err("it is too large to be unpacked here".to_owned());
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(why)?;
    // Turned after shrinking would be faster, and takes the same way for all that comes after.
    image = DynamicImage::ImageRgba8(shrunk(&image, SHARP));
    image.apply_orientation(orientation);
    Ok(image)
}

/// The picture with no side longer than that; what is smaller stays as it is.
fn shrunk(image: &DynamicImage, longest: u32) -> RgbaImage {
    let (width, height) = (image.width(), image.height());
    let most = width.max(height);
    if most <= longest {
        return image.to_rgba8();
    }
    let scaled = |side: u32| {
        let side = u64::from(side) * u64::from(longest) / u64::from(most);
        u32::try_from(side).unwrap_or(longest).max(1)
    };
    let (to_width, to_height) = (scaled(width), scaled(height));
    // Whoever shrinks much may be rough.
    let shrunk = if most > longest * 2 {
        image.thumbnail_exact(to_width, to_height)
    } else {
        image.resize_exact(to_width, to_height, FilterType::Triangle)
    };
    shrunk.into_rgba8()
}

/// Its colours before a white ground, which most pictures with holes are made for.
fn raster(image: &RgbaImage) -> Option<Raster> {
    let over_white = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    let pixels: Vec<u8> = image
        .pixels()
        .flat_map(|pixel| {
            let [red, green, blue, alpha] = pixel.0;
            [red, green, blue].map(|value| over_white(value, alpha))
        })
        .collect();
    Raster::new(image.width(), image.height(), pixels)
}

/// Written anew, so that the terminal unpacks nothing that came from outside.
fn png(image: &RgbaImage) -> Result<std::sync::Arc<[u8]>, String> {
    let mut bytes = Cursor::new(Vec::new());
    image
        .write_to(&mut bytes, ImageFormat::Png)
        .map_err(|_| "it could not be written for this terminal".to_owned())?;
    Ok(bytes.into_inner().into())
}
