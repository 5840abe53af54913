namespace Ploutos.Experts.Foreign;

/// <summary>Reads models that another program made, as ONNX files. An optional part of the program:
/// where there is none, experts whose model is such a file can't be used.</summary>
public interface IForeignModelReader
{
    /// <summary>What it reads by, as in "ONNX Runtime".</summary>
    string Name { get; }

    /// <summary>Why it can't be used on this machine, in one sentence; null where it can.</summary>
    string? Unavailable { get; }

    /// <summary>What a file says of its model by name; empty where it says nothing.</summary>
    /// <param name="content">The file.</param>
    /// <param name="path">Where it is, for errors.</param>
    /// <exception cref="InvalidDataException">It is no ONNX file.</exception>
    IReadOnlyDictionary<string, string> MetadataOf(byte[] content, string path);

    /// <summary>Reads a model, and tries it on one row.</summary>
    /// <param name="content">The file.</param>
    /// <param name="path">Where it is, for errors.</param>
    /// <param name="inputs">How many inputs a bar has.</param>
    /// <exception cref="InvalidDataException">It breaks a rule; the message names file, rule, what was found
    /// and what to do.</exception>
    IForeignModel Read(byte[] content, string path, int inputs);
}
