namespace Ploutos.Experts.Foreign;

/// <summary>The file of a foreign model that an expert's file names.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="ChosenTo">The last day that the model learned from, or that chose anything about it. Evidence
/// counts only days after it.</param>
/// <param name="Reader">What reads it; null where the program came without that part.</param>
public sealed record ForeignFile(string Path, DateOnly ChosenTo, IForeignModelReader? Reader)
{
    /// <summary>The name of the copy in the folder of a model's version.</summary>
    public const string KeptAs = "model.onnx";

    private const long MostBytes = 256 << 20;

    /// <summary>The file's bytes.</summary>
    /// <exception cref="InvalidDataException">It is not there, or too large.</exception>
    public byte[] Read() => Read(Path);

    /// <summary>The bytes of any file of a model.</summary>
    /// <param name="path">Where it lies.</param>
    /// <exception cref="InvalidDataException">It is not there, or too large.</exception>
    public static byte[] Read(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
            throw new InvalidDataException(
                $"'{path}', an ONNX model, does not exist. Put it there, or name another one."
            );
        return file.Length <= MostBytes
            ? File.ReadAllBytes(path)
            : throw new InvalidDataException(
                $"'{path}' must have at most {MostBytes} bytes, but has {file.Length}. Make the model smaller."
            );
    }

    /// <summary>What is needed to read it.</summary>
    /// <param name="reader">The program's reader.</param>
    /// <exception cref="InvalidDataException">The program has none, or it does not load on this machine.</exception>
    public static IForeignModelReader Require(IForeignModelReader? reader) =>
        reader is null
            ? throw new InvalidDataException(
                "An ONNX model needs the part Ploutos.Onnx, and this program came without it. Install Ploutos"
                    + " with all of its files, or take the command's own package."
            )
        : reader.Unavailable is { } reason ? throw new InvalidDataException($"An ONNX model can't be used: {reason}")
        : reader;
}
